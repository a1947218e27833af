// The report page: reads the data inside the file and shows it.
import { render } from 'preact';
import { start_arrivals } from '../components/arrival.ts';
import { start_look } from '../components/look.ts';
import { read_page } from '../data/page_data.ts';
import '../styles/report.scss';
import { Fault, Report } from './report.tsx';

const place = document.getElementById('page');
const data = read_page(document.getElementById('report-data')?.textContent ?? '');
start_look();
if (place) {
  render('page' in data ? <Report page={data.page} /> : <Fault words={data.fault} />, place);
  start_arrivals();
}
