package com.metricai.api.panel.topprompts;

import com.metricai.api.panel.PromptLine;
import java.util.List;

/** The prompts that cost most, highest first; of equal ones the older first. */
record TopPrompts(List<PromptLine> prompts) {}
