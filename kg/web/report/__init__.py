"""The citation report of each facility: pages, lists, exports, badges."""
