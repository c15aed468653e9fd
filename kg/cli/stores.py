"""From options and settings to the store and the encoder that a command works with."""

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from kg.cli.show import complain
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.index.encoder import Encoder
    from kg.store.generation import Generation
    from kg.store.home import Home


def home_of(store: str | None) -> "Home":
    """The store named by the option, else by the settings.

    Raises:
        BadInput: it is an address; this command needs a folder.
    """
    from kg.store.home import Home

    place = store or Settings().store
    if "://" in place:
        raise BadInput(f"{place!r} is an address; this command works on a store in a folder.")
    return Home(place)


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
        raise BadInput(f"{home.path} holds no published generation. Run `kg harvest` or `kg publish` first.")
    return current


def encoder_of() -> "Encoder | None":
    """The sentence encoder of the settings; where there is none, says why and goes on without."""
    from kg.index.encoder import encoder_problem, load_encoder

    settings = Settings()
    if problem := encoder_problem(settings.encoder, settings.cache):
        complain(f"Without dense vectors: {problem}")
        return None
    return load_encoder(settings.encoder, settings.cache)
