"""Who may do what: tokens, issuers, roles, and the record of who did."""
