"""The invented sample world that demo, notebooks and benchmarks run on."""
