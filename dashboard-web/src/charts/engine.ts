import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/** The parts of the library that are used, in a chunk of their own. */
// It is the library's own, no hook.
// eslint-disable-next-line react-hooks/rules-of-hooks
use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export { init };
