/**
 * How many programs the webgpu engine hands over to the driver at once. Each handing-over costs the host as much as
 * several programs (the backend's own number is 15); too many at once, and the card has nothing to do in the meantime.
 */
export const PROGRAMS_TOGETHER = 60;
