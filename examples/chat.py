"""Talk to Bylaw with the official `openai` package: `make serve` in one terminal, this in another."""
# SPDX-License-Identifier: Apache-2.0

import os

from openai import OpenAI

client = OpenAI(base_url=f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/v1", api_key="not-needed")
reply = client.chat.completions.create(
    model="default", messages=[{"role": "user", "content": "What is the capital of France?"}], stream=True
)
for chunk in reply:
    print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
