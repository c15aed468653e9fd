"""An optional language model that may propose a reading or a query; what it says is checked, never run."""
