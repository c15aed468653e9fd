"""The publisher's check as a page and as an address for scripts."""
