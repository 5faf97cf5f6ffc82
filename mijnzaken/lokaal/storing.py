class Storing(Exception):
    """A reason why the local services cannot run, written for the person at the terminal."""
