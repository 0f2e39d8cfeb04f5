import { prefixed, type Row, uuid } from "../detector";

const mixed = { accepts: (secret: string) => /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) };

const rows: readonly Row[] = [
  ["openai-key", "an OpenAI key", "sk-proj- sk-svcacct- sk-admin- sk-None-", "[0-9A-Za-z_-]{20,200}"],
  ["openai-old-key", "an OpenAI key", "sk-", "[0-9A-Za-z]{20}T3BlbkFJ[0-9A-Za-z]{20}"],
  ["anthropic-key", "an Anthropic key", "sk-ant-", "(?:api|admin|oat|ort|sid)\\d\\d-[0-9A-Za-z_-]{80,120}"],
  ["openrouter-key", "an OpenRouter key", "sk-or-v1-", "[0-9a-f]{64}"],
  ["langfuse-key", "a Langfuse secret key", "sk-lf-", uuid],
  ["helicone-key", "a Helicone key", "sk-helicone-", "[0-9a-z-]{30,50}"],
  ["generic-sk-key", "a key of an OpenAI-like service", "sk-", "(?:[0-9a-f]{32}|[0-9A-Za-z]{48})"],
  ["langsmith-key", "a LangSmith key", "lsv2_pt_ lsv2_sk_", "[0-9a-f]{32}_[0-9a-f]{10}"],
  ["huggingface-token", "a Hugging Face token", "hf_", "[0-9A-Za-z]{34}"],
  ["huggingface-org-token", "a Hugging Face organisation token", "api_org_", "[0-9A-Za-z]{34}"],
  ["groq-key", "a Groq key", "gsk_", "[0-9A-Za-z]{52}"],
  ["xai-key", "an xAI key", "xai-", "[0-9A-Za-z_-]{80}"],
  ["replicate-token", "a Replicate token", "r8_", "[0-9A-Za-z]{37}"],
  ["perplexity-key", "a Perplexity key", "pplx-", "[0-9A-Za-z]{48}"],
  ["nvidia-key", "an NVIDIA API key", "nvapi-", "[0-9A-Za-z_-]{64}"],
  ["cerebras-key", "a Cerebras key", "csk-", "[0-9a-z]{48}"],
  ["together-key", "a Together AI key", "tgp_v1_", "[0-9A-Za-z_-]{43}"],
  ["fireworks-key", "a Fireworks AI key", "fw_", "[0-9A-Za-z]{22,24}", mixed],
  ["voyage-key", "a Voyage AI key", "pa-", "[0-9A-Za-z_-]{43}", mixed],
  ["jina-key", "a Jina AI key", "jina_", "[0-9a-f]{32}[0-9A-Za-z_-]{28}"],
  ["tavily-key", "a Tavily key", "tvly-", "(?:dev-|prod-)?[0-9A-Za-z]{32}"],
  ["firecrawl-key", "a Firecrawl key", "fc-", "[0-9a-f]{32}"],
  ["elevenlabs-key", "an ElevenLabs key", "sk_", "[0-9a-f]{48}"],
  ["wandb-new-key", "a Weights & Biases key", "wandb_v1_", "[0-9A-Za-z_]{60,100}"],
  ["runpod-key", "a RunPod key", "rpa_", "[0-9A-Z]{40}[0-9a-zA-Z]{2,8}"],
  ["llamacloud-key", "a LlamaCloud key", "llx-", "[0-9A-Za-z]{48}"],
  ["meta-llama-key", "a Llama API key", "LLM|", "\\d{12,20}\\|[0-9A-Za-z_-]{20,40}"],
  ["e2b-key", "an E2B key", "e2b_", "[0-9a-f]{40}"],
  ["browserbase-key", "a Browserbase key", "bb_live_", "[0-9A-Za-z_-]{24,40}"],
  ["brave-search-key", "a Brave Search key", "BSA", "[0-9A-Za-z_-]{25,30}", mixed],
  ["apify-token", "an Apify token", "apify_api_", "[0-9A-Za-z]{34,40}"],
  ["cartesia-key", "a Cartesia key", "sk_car_", "[0-9A-Za-z]{20,40}"],
  ["mem0-key", "a Mem0 key", "m0-", "[0-9A-Za-z]{40}", mixed],
  ["minimax-key", "a MiniMax key", "sk-api-", "[0-9A-Za-z_-]{80,200}"],
];

/** Models and what serves them. */
export const ai = () => prefixed(rows);
