"""What stands between the network and the pages: connections, headers, bodies, caching."""
