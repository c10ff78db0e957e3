"""The language server: a report is checked while somebody writes it, and the editor shows what is wrong where.

Only this package knows pygls and lsprotocol, and nothing else imports it before the command `lsp` runs.
"""
