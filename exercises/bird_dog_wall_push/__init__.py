"""Bird Dog Leg Wall Push: an isometric hold on hands and knee."""
