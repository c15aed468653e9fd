"""What the kernel refuses to a process that reads strangers' bytes or runs their queries."""
