(** A closed instance of E2 counted in turns, on the game of ThreeLevel.v:
    three moves, the first of them chance, so two turns. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SweepsByTurns.
From SeeUPO Require Import instances.ThreeLevel instances.Identities instances.Improvement
  instances.Optimality.
Open Scope R_scope.

Example E2_two_turns_two_sweeps : expectedReturn G3 (forwardRun 2) = 7 / 3.
Proof.
  assert (Inv : forall k, isPolicy G3 (forwardRun k)).
  { induction k as [|k IH]; [exact old3_ok|]. apply (forward_policy (forwardRun k) IH). }
  rewrite <- J_star. apply (E2_turns_suffice G3 forwardRun game3_ok Inv) with (turns := 2%nat).
  - intros k n h Hn. destruct (forward_policy (forwardRun k) (Inv k)) as [_ Hm].
    destruct (Hm n h Hn) as [Hadm Hmax]. split; [exact Hadm|].
    intros q Hq. specialize (Hmax q Hq). unfold noDrift in Hmax. cbv beta in Hmax.
    change (forwardRun (S k) h)
      with (forwardSweep G3 (greedyRule G3) (forwardRun k) h). lra.
  - simpl. intuition.
  - apply le_n.
Qed.
