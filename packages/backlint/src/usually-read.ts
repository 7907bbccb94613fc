/** The files that a check reads nearly always, by their paths; others it reads where one of these names them. */
export const usuallyRead = /\.(?:ya?ml|json|tf|tofu|tfvars|hcl|tftpl|tpl|env|properties)$|(?:^|\/)[Kk]ustomization$/;
