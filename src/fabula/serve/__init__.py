"""The workbench: a dossier to be looked at and decided on in a browser of this machine, with nothing fetched from elsewhere."""
