package io.flipside.cli.model;

import io.flipside.cli.Commands;
import java.util.List;

/** The commands of this room. */
public final class ModelCommands implements Commands {
    @Override
    public List<Class<?>> classes() {
        return List.of(
                DemoCommand.class,
                ExplainCommand.class,
                ModelsCommand.class,
                PlanCommand.class,
                DoctorCommand.class,
                RenderCommand.class,
                TrainCommand.class,
                ConformanceCommand.class,
                MeasureCommand.class);
    }
}
