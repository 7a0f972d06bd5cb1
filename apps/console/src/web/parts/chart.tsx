import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { shownDay } from '../words/words';
import { Part } from './parts';

/** The colours of series, which are distinct on the background of each theme. */
const COLORS = {
  light: {
    blue: '#1d4f91',
    green: '#0b7a4b',
    orange: '#a34b00',
    violet: '#7a1fa2',
    grey: '#555555',
    red: '#b3261e',
    gold: '#8a6200',
  },
  dark: {
    blue: '#9cc4ff',
    green: '#7ee0b5',
    orange: '#ffb86b',
    violet: '#e0a3ff',
    grey: '#bbbbbb',
    red: '#ff8a80',
    gold: '#ffd479',
  },
} as const;

export const useChartColors = () => COLORS[useTheme().palette.mode];

/** A chart by day. It is hidden from screen readers, which can make nothing of a drawing. */
export const Chart = <One extends { readonly day: string }>({
  title,
  days,
  series,
  kind,
}: {
  title: string;
  days: readonly One[];
  series: readonly { readonly of: string; readonly name: string; readonly color: string }[];
  kind: 'bars' | 'lines';
}) => {
  const { palette } = useTheme();
  const axis = { stroke: palette.text.secondary, fontSize: 12 };
  const data = days.map((one) => ({ ...one, name: shownDay(one.day) }));
  const Graph = kind === 'bars' ? BarChart : LineChart;
  return (
    <Part title={title}>
      <Box aria-hidden="true" sx={{ height: 220, '& *:focus': { outline: 'none' } }}>
        <ResponsiveContainer width="100%" height="100%">
          <Graph data={data} margin={{ left: -10, right: 8, top: 8 }} accessibilityLayer={false}>
            <CartesianGrid strokeDasharray="3 3" stroke={palette.divider} />
            <XAxis dataKey="name" tick={axis} interval="preserveStartEnd" minTickGap={24} />
            <YAxis tick={axis} allowDecimals={false} width={56} />
            <Tooltip
              contentStyle={{
                background: palette.background.paper,
                borderColor: palette.divider,
                color: palette.text.primary,
              }}
            />
            <Legend />
            {series.map(({ of, name, color }) =>
              kind === 'bars' ? (
                <Bar key={of} dataKey={of} name={name} fill={color} stackId="one" isAnimationActive={false} />
              ) : (
                <Line
                  key={of}
                  dataKey={of}
                  name={name}
                  stroke={color}
                  dot={false}
                  strokeWidth={2}
                  isAnimationActive={false}
                />
              ),
            )}
          </Graph>
        </ResponsiveContainer>
      </Box>
    </Part>
  );
};
