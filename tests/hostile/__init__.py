"""What strangers may send, as data, and tests that send it to a running service and judge what comes back."""
