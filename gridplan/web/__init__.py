"""
The door of the app: who may come in, with which headers; sign-in, sign-out and data routes.

Every request and every websocket passes `headers` and then `gate`; only then Streamlit or a route of ours sees it.
"""
