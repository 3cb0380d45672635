/** How a trajectory is called wherever numbers are compared: by its id, never by its row. */
export function trajectoryName(id: number): string {
  return `trajectory ${id}`;
}

/** How its response of a turn is called. */
export function responseName(id: number, turn: number): string {
  return `trajectory ${id}, turn ${turn}`;
}

/** How its token at a position (from 0, prompt and observations included) is called. */
export function tokenName(id: number, position: number): string {
  return `trajectory ${id}, token ${position}`;
}
