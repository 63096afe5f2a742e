"""Progress released to the public: the reports of a closed round, frozen; what is withdrawn says so and why."""
