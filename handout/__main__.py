"""The command `handout` as `python -m handout`."""

from generator.__main__ import run

if __name__ == "__main__":
    run()
