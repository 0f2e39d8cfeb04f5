declare module "picomatch" {
  /** Compiles globs into a test of whether a text fits one of them. */
  export default function picomatch(globs: string | readonly string[], options?: { bash?: boolean; dot?: boolean }): (text: string) => boolean;
}
