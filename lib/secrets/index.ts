/**
 * Finds hard-coded secrets in any value, without Pulumi:
 *
 *     import { findSecrets } from "stackward/secrets";
 *     findSecrets({ env: { GITHUB_TOKEN: "..." } }); // [{ path: "env.GITHUB_TOKEN", kind: "github-token", ... }]
 */
export { findSecrets, type SecretFinding, type SecretOptions } from "./find";
