"""Line up what tellings of one event say: agreement, contradiction, only-in-one, silence."""
