/**
 * How much a Terraform configuration may ask of us. Going over a limit is a `limit-*` diagnostic or an unknown with that
 * reason, never a crash, a hang or a silent pass.
 */
export const limits = {
  /** Instances of one resource, module call or dynamic block. */
  instances: 200,
  /** Module calls inside each other. */
  moduleDepth: 8,
  /** Module instances of one root module. */
  modules: 1_000,
  /** Resource instances of one root module. */
  resources: 5_000,
} as const;
