"""Checks and facts as tools of an assistant, by the Model Context Protocol.

A call's arguments become documents in `texts`, go through one of the functions of `tools`, and come
back as its answer; `server` speaks the protocol, and alone imports the package `mcp`.
"""
