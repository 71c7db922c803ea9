"""Tests of termgraph: one module for each module of the package, and a few for the project as a whole."""
