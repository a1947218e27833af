// One tile: name, figures, what they are held against, and the level in its place at the foot.
import type { ComponentChildren } from 'preact';
import { level_name } from '../figures/level.ts';
import type { TileId } from '../figures/tile_names.ts';
import { tile_name } from '../figures/tile_names.ts';
import type { LiveTile } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { LevelMark } from './level_mark.tsx';
import { use_live } from './live_context.tsx';

export interface TileFigure {
  text: string;
  caption: string;
  size?: 'digits' | 'second' | 'small';
}

export function Tile(props: { id: TileId; tile: LiveTile | undefined; figures: readonly TileFigure[]; details: readonly string[]; warning?: string | undefined; children?: ComponentChildren }) {
  const { clock, live } = use_live();
  const level = level_name(props.tile?.level);
  const name = tile_name(props.id, live.welcome);
  return (
    <div role="group" class="fcr-tile" data-level={level} data-tile={props.id} aria-labelledby={`tile-${props.id}`}>
      <h3 id={`tile-${props.id}`} class="fcr-tile__name">{name}</h3>
      <div class="fcr-tile__body">
        <div class="fcr-tile__figures">
          {props.figures.map((figure) => (
            <p key={figure.caption} class={`fcr-tile__figure fcr-tile__figure--${figure.size ?? 'digits'}`}>
              <span class="fcr-tile__digits">{figure.text}</span>
              <span class="fcr-tile__caption">{figure.caption}</span>
            </p>
          ))}
        </div>
        {props.children}
      </div>
      <div class="fcr-tile__details">
        {props.warning ? <p class="fcr-tile__warning">{props.warning}</p> : props.details.map((detail) => <p key={detail}>{detail}</p>)}
      </div>
      <LevelMark level={level}>
        {level !== 'none' && props.tile?.sinceUs !== undefined ? <span class="fcr-level__since">{words.since(clock.minutes(props.tile.sinceUs))}</span> : null}
      </LevelMark>
    </div>
  );
}
