"""`python -m termgraph` is the `termgraph` command."""

from termgraph.cli import main

if __name__ == "__main__":
    main()
