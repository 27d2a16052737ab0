/** Temperatures, as thermometers have them in their registers. */

/** An integer number of 2^-8 °C. */
export type Temperature = number;

export const DEGREE: Temperature = 256;
