"""The model's side: `provider:model` strings, one client, one place for retries."""
