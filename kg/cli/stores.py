"""From options and settings to the store and the encoder that a command works with."""

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from kg.cli.show import complain
from kg.errors import BadInput, KgError
from kg.settings import Settings

if TYPE_CHECKING:
    from pydantic import SecretStr

    from kg.index.encoder import Encoder
    from kg.store.generation import Generation
    from kg.store.home import Home


def home_of(store: str | None) -> "Home":
    """The store named by the option, else by the settings: a folder, or the address of a SPARQL engine.

    Raises:
        BadInput: it is an address that cannot be used.
    """
    from kg.store.home import Home
    from kg.store.remote import Access, is_address, remote_of

    settings = Settings()
    place = store or settings.store
    if not is_address(place):
        return Home(place)
    access = Access(
        settings.store_update or None,
        settings.store_graphs or None,
        settings.store_user or None,
        secret(settings.store_password, settings.store_password_file, "KG_STORE_PASSWORD"),
        secret(settings.store_token, settings.store_token_file, "KG_STORE_TOKEN"),
    )
    remote = remote_of(place, access)
    return Home(settings.store_folder or user_data_path("pan-kg") / "remote" / remote.folder_name, remote)


def secret(value: "SecretStr | None", file: Path | None, name: str) -> str | None:
    """A setting or what its file holds. Raises BadInput where that cannot be read."""
    if file is None:
        return value.get_secret_value() if value else None
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"Cannot read {name}_FILE {str(file)!r}: {error}.") from error


def home_to_read(store: str | None) -> "Home":
    """The store to ask: as `home_of`, or the demo while there is no store of one's own and none is named."""
    from kg.store.home import Home

    home = home_of(store)
    if store is None and "store" not in Settings().model_fields_set and home.is_empty():
        demo = Home(demo_store())
        if demo.current() is not None:
            complain(f"There is no store of your own yet; this is the demo in {demo.path}.")
            return demo
    return home


def demo_store() -> Path:
    """Where `kg demo` keeps the sample world."""
    return user_data_path("pan-kg") / "demo"


def current_of(home: "Home") -> "Generation":
    """The generation that readers see.

    Raises:
        BadInput: nothing was published yet.
    """
    current = home.current()
    if current is None:
        raise BadInput(nothing_published(home))
    return current


def nothing_published(home: "Home") -> str:
    """What to say of a store without a generation; an engine is asked whether it is one."""
    if home.remote is None:
        return f"{home.path} holds no published generation. Run `kg harvest` or `kg publish` first."
    from kg.store.endpoint_http import EndpointHttp
    from kg.store.endpoint_probe import probe

    expected = (
        f"{home.remote.query} holds no published generation that {home.path} knows of. Expected there: a "
        "SPARQL 1.1 engine to which `kg harvest` or `kg publish` has published from that folder "
        "(setting KG_STORE_FOLDER)."
    )
    http = EndpointHttp(home.remote)
    try:
        probe(http)
    except KgError as error:
        return f"{expected} {error}"
    finally:
        http.close()
    return f"{expected} It does answer as an engine; run `kg harvest` or `kg publish` first."


def encoder_of() -> "Encoder | None":
    """The sentence encoder of the settings; where there is none, says why and goes on without."""
    from kg.index.encoder import encoder_problem, load_encoder

    settings = Settings()
    if problem := encoder_problem(settings.encoder, settings.cache):
        complain(f"Without dense vectors: {problem}")
        return None
    return load_encoder(settings.encoder, settings.cache)
