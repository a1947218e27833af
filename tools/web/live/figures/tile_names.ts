// Names of the six tiles, with the lines of the exercise in them.
import type { Welcome } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';

export const kTileIds = ['emergency_waiting', 'emergency_answered', 'other_waiting', 'other_outcome', 'people', 'risk'] as const;
export type TileId = (typeof kTileIds)[number];

export function emergency_line(welcome: Welcome | undefined): string {
  return words.tiles.lines(welcome?.emergencyLines ?? []);
}

export function other_line(welcome: Welcome | undefined): string {
  const named = welcome?.otherLines ?? [];
  const rest = (welcome?.lines ?? []).filter((line) => !welcome?.emergencyLines.includes(line));
  return words.tiles.lines(named.length > 0 ? named : rest.slice(0, 1));
}

/** The name of a tile; the id itself when it is none of the six. */
export function tile_name(id: string | undefined, welcome: Welcome | undefined): string {
  const { names } = words.tiles;
  switch (id) {
    case 'emergency_waiting':
      return names.emergency_waiting(emergency_line(welcome));
    case 'emergency_answered':
      return names.emergency_answered(emergency_line(welcome), welcome?.board?.emergencyThresholdS ?? 10);
    case 'other_waiting':
      return names.other_waiting(other_line(welcome));
    case 'other_outcome':
      return names.other_outcome(other_line(welcome));
    case 'people':
      return names.people();
    case 'risk':
      return names.risk();
    default:
      return id ?? '';
  }
}
