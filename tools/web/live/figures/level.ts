// The level of a tile: a shape, a word, a colour, always in the same place.
import { LiveTile_Level as Level } from '../wire/fcr/v1/live_pb.ts';

export type Shape = 'ring' | 'circle' | 'triangle' | 'square';
export type LevelName = 'none' | 'ok' | 'watch' | 'act';

export function level_name(level: Level | undefined): LevelName {
  switch (level ?? Level.UNJUDGED) {
    case Level.OK:
      return 'ok';
    case Level.WATCH:
      return 'watch';
    case Level.ACT:
      return 'act';
    default:
      return 'none';
  }
}

export const kShapes: Record<LevelName, Shape> = { none: 'ring', ok: 'circle', watch: 'triangle', act: 'square' };
