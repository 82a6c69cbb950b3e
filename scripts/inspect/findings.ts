/** One finding, unless something holds; for the findings of `toHaveNoFindings`. */
export function unless(holds: boolean, finding: string): string[] {
  return holds ? [] : [finding];
}
