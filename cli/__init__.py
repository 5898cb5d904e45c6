"""The command line, `relais …`: parses, calls one verb, answers. Knows no rule of the newsletter."""
