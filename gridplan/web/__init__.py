"""The door of the app: who may come in, with which headers; sign-in, sign-out and data routes."""
