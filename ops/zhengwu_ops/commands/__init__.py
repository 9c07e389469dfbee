"""The commands, one module each, named as in `cli.COMMANDS`."""
