/**
 * What other programs reach in the six scenarios: medians over seeds, measured with the same models. chronyd was
 * a build of June 2026, without drift file and makestep; ntpd 4.2.8p18 with kernel discipline; both `iburst`.
 */

/** In µs, ppb and s; undefined: not within the run, or not measured. */
export interface PeerFigures {
  readonly rms: number;
  readonly max: number;
  readonly rmsFrequency: number;
  readonly toMillisecond?: number;
  readonly toTenth?: number;
  readonly requests?: number;
}

export type Peer = "chrony" | "ntpd";

/** By scenario and program: at polls 4 to 6, and at polls 6 to 10. */
export const PEERS: Readonly<Record<string, Readonly<Record<Peer, readonly [PeerFigures, PeerFigures]>>>> =
  Object.freeze({
    S1: {
      chrony: [
        { rms: 8.9, max: 29, rmsFrequency: 82, toMillisecond: 5, toTenth: 6, requests: 791 },
        { rms: 41, max: 162, rmsFrequency: 81, toMillisecond: 5, toTenth: 73, requests: 146 },
      ],
      ntpd: [
        { rms: 16, max: 49, rmsFrequency: 31, toMillisecond: 342, toTenth: 3524 },
        { rms: 222, max: 402, rmsFrequency: 53, toMillisecond: 374, toTenth: 893 },
      ],
    },
    S2: {
      chrony: [
        { rms: 200, max: 597, rmsFrequency: 535, toMillisecond: 70, requests: 791 },
        { rms: 621, max: 1207, rmsFrequency: 111, toMillisecond: 190, requests: 75 },
      ],
      ntpd: [
        { rms: 311, max: 1170, rmsFrequency: 1216, toMillisecond: 399 },
        { rms: 788, max: 1768, rmsFrequency: 276, toMillisecond: 1557 },
      ],
    },
    S3: {
      chrony: [
        { rms: 398, max: 1074, rmsFrequency: 1019, toMillisecond: 121, requests: 791 },
        { rms: 2435, max: 5737, rmsFrequency: 2464, toMillisecond: 470, requests: 87 },
      ],
      ntpd: [
        { rms: 485, max: 1783, rmsFrequency: 1835, toMillisecond: 786 },
        { rms: 2611, max: 5412, rmsFrequency: 734, toMillisecond: 5819 },
      ],
    },
    S4: {
      chrony: [
        { rms: 75, max: 195, rmsFrequency: 195, toMillisecond: 6, toTenth: 757, requests: 793 },
        { rms: 441, max: 884, rmsFrequency: 146, toMillisecond: 6, toTenth: 933, requests: 79 },
      ],
      ntpd: [
        { rms: 88, max: 307, rmsFrequency: 351, toMillisecond: 343, toTenth: 2652 },
        { rms: 637, max: 1211, rmsFrequency: 150, toMillisecond: 1159, toTenth: 17_940 },
      ],
    },
    S5: {
      chrony: [
        { rms: 110, max: 466, rmsFrequency: 2184, toMillisecond: 5, toTenth: 1614, requests: 885 },
        { rms: 125, max: 585, rmsFrequency: 2128, toMillisecond: 5, toTenth: 2352, requests: 769 },
      ],
      ntpd: [
        { rms: 1169, max: 2226, rmsFrequency: 2511, toMillisecond: 345, toTenth: 668 },
        { rms: 1733, max: 4006, rmsFrequency: 2354, toMillisecond: 380 },
      ],
    },
    S6: {
      chrony: [
        { rms: 34, max: 81, rmsFrequency: 109, toMillisecond: 7, toTenth: 70, requests: 327 },
        { rms: 169, max: 256, rmsFrequency: 73, toMillisecond: 73, toTenth: 188, requests: 46 },
      ],
      ntpd: [
        { rms: 33, max: 98, rmsFrequency: 128, toMillisecond: 418, toTenth: 3443 },
        { rms: 223, max: 326, rmsFrequency: 60, toMillisecond: 458, toTenth: 834 },
      ],
    },
  });
