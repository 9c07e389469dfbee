"""What is outside: signatures by OpenSSH, the forge's record, history, the clock."""
