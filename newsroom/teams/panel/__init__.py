"""The people's pages of the panel: accounts, teams, persons."""
