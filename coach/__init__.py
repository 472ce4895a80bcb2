"""Files and people: everything around `exercises.check.check`.

The whole product as a library:

    from pathlib import Path
    from coach.check import check_video

    result = check_video(Path("sample_videos/deadlift_good_left.mp4"))
    for rep in result.report.reps:
        print(rep.index, rep.measures["hinge_deg"].value, rep.lowering_s)
"""
