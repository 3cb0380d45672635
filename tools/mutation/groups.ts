/** The parts of the exact road whose tests are measured, and the folders of each. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  exact: ['exact'],
  game: ['game'],
  values: ['evaluate'],
  mirror: ['mirror'],
  update: ['algorithm', 'sweep'],
  estimate: ['estimate'],
  guarantees: ['guarantees'],
  claims: ['claims'],
  search: ['search'],
  certificates: ['certificate', 'certify'],
  atlas: ['atlas'],
};

/** The part that a file of src/ belongs to, if any. */
export function groupOf(file: string): string | undefined {
  return Object.keys(GROUPS).find((group) => GROUPS[group].includes(file.split('/')[1]));
}
