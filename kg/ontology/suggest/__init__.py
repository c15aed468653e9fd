"""What would mend a finding, what to write about a change, and whether a version may be released."""
