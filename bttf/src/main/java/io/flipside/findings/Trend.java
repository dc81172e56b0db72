package io.flipside.findings;

/**
 * The straight line through a series over the clip's time, by least squares. Values that are not numbers are passed over.
 *
 * @param start at the first frame
 * @param change from the first frame to the last
 */
record Trend(double start, double change) {
    static Trend of(double[] series) {
        double n = 0;
        double t = 0;
        double x = 0;
        for (int f = 0; f < series.length; f++) {
            if (Double.isFinite(series[f])) {
                n++;
                t += f;
                x += series[f];
            }
        }
        double meanTime = n > 0 ? t / n : 0;
        double mean = n > 0 ? x / n : 0;
        double along = 0;
        double spread = 0;
        for (int f = 0; f < series.length; f++) {
            if (Double.isFinite(series[f])) {
                along += (f - meanTime) * (series[f] - mean);
                spread += (f - meanTime) * (f - meanTime);
            }
        }
        double slope = spread > 0 ? along / spread : 0;
        return new Trend(mean - slope * meanTime, slope * (series.length - 1));
    }

    double mean() {
        return start + change / 2;
    }

    /**
     * The larger of every two neighbours, as long as the series: what alternates between frames is no drift. The first
     * stands for itself.
     */
    static double[] upper(double[] series) {
        double[] upper = series.clone();
        for (int f = 1; f < series.length; f++) {
            upper[f] = Double.isFinite(series[f - 1]) && Double.isFinite(series[f])
                    ? Math.max(series[f - 1], series[f])
                    : series[f];
        }
        return upper;
    }
}
